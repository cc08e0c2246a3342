"""The language server: context maps in editors, over the Language Server Protocol.

`features/` has one module for each feature of the protocol, found by walking the folder. Only this package knows URIs
and the positions of editors.
"""
