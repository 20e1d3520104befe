"""What other systems send, read without asking anybody: who sent it, and what it says."""
