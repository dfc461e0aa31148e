"""Many reports: takes them in, keeps watch over feeds, and relates them to one another."""
