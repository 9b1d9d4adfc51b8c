"""Many people at once against the real server: nothing fails, and nothing taken is lost."""
