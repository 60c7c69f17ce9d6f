// Ends at once without an answer.
process.exit(3);
