"""Rotas found by constraint solving: the question, the model, the search, the clash."""
