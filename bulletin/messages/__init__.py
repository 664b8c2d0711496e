"""What we say to people about their files: Problems, the answer to a pull request, an event read back."""
