"""`portalctl`: the portal's common jobs from a command line, over the API.

It needs Python alone: nothing here imports Django or anything else that is installed.
"""
