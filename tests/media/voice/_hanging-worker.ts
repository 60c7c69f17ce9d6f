// Never answers: it is busy for ever, as a program in a loop is.
for (;;);
