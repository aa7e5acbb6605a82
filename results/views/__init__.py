"""The pages of Test Results."""
