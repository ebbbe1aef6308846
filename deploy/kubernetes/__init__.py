"""Kubernetes manifests: a base, and an overlay for clusters with the Strimzi and KEDA operators."""
