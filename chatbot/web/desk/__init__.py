"""The recruiters' desk: everything below /granska."""
