"""What happened: the story that actions record, and the way into row history."""
