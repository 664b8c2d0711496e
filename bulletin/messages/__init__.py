"""English texts to people about their files: Problems, pull request comments, an event read back."""
