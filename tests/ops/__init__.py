"""What operators rely on: metrics, rules, dashboards, images, manifests, and the promises of SECURITY.md."""
