"""What the web app is wrapped in: who may ask, how much, and what nobody else may make them do."""
