"""What a run is: articles in, records and findings out, resumable."""
