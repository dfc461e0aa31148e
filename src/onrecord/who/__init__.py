"""Who is who: the knowledge base of political actors, and what a phrase means on a date."""

from onrecord.who.base import KnowledgeBase, knowledge
from onrecord.who.resolution import Resolution
from onrecord.who.resolve import Resolver, resolve

__all__ = ["KnowledgeBase", "Resolution", "Resolver", "knowledge", "resolve"]
