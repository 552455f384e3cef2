"""What waits for what? The tasks as boxes and their links as arrows, in reading direction."""

from planner.pictures.arrow import Arrow
from planner.pictures.network.boxes import Node
from planner.pictures.network.drawing import NetworkParts, network, network_parts

__all__ = ["Arrow", "NetworkParts", "Node", "network", "network_parts"]
