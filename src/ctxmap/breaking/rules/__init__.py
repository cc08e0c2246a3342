"""The rules about changes, one file each."""
