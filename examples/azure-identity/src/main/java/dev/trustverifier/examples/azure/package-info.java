/** Tokens that Azure's SDK gets: see {@link dev.trustverifier.examples.azure.AzureTokens}. */
package dev.trustverifier.examples.azure;
