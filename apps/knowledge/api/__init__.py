"""Knowledge over the API: the rows, rights and actions of the pages."""
