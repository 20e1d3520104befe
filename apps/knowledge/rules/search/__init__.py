"""How search reads text, understands a query, ranks, corrects and shows: pure."""
