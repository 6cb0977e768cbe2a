"""What other programs may find: services, service requests, and their keys."""

from .keys import get_key, key_of, key_regions, keys_for
from .requests import Wanted, case_posted, service_request, service_requests
from .services import discovery, endpoint_address, is_service, service_definition, services

__all__ = [
    "Wanted",
    "case_posted",
    "discovery",
    "endpoint_address",
    "get_key",
    "is_service",
    "key_of",
    "key_regions",
    "keys_for",
    "service_definition",
    "service_request",
    "service_requests",
    "services",
]
