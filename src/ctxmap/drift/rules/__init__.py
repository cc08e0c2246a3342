"""The rules about drift, one file each."""
