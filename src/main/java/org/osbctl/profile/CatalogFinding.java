package org.osbctl.profile;

/**
 * Something in a catalog that a platform does not take, or takes otherwise than it was meant.
 *
 * @param rule the rule that says so
 * @param path where in the catalog, {@code services[0].plans[2].name}
 * @param message the platform's own words, with the names of this catalog; not fit to print as it
 *     is
 */
public record CatalogFinding(CatalogRule rule, String path, String message) {}
