"""Mentions to claims: subject, metric, period, status, attribution, baseline."""
