"""What is said and proven of the rules themselves: lists, explanations, pages, examples, validation, skeletons of new ones."""
