"""Who is who: the knowledge base of political actors, and what a phrase means on a date."""
