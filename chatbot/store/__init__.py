"""What is kept of visitors' questions: answers, shown quotes and ratings, without anything about the visitor."""
