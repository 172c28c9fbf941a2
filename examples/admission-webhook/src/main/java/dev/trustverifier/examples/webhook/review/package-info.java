/**
 * The webhooks, as handlers from {@link dev.trustverifier.examples.webhook.review.WebhookRequest} to {@link
 * dev.trustverifier.examples.webhook.review.WebhookResponse} that any server can mount: {@link
 * dev.trustverifier.examples.webhook.review.ImageReviews}, {@link
 * dev.trustverifier.examples.webhook.review.AdmissionReviews} and {@link
 * dev.trustverifier.examples.webhook.review.ExternalData}.
 *
 * <p><b>Why it is so.</b> An API server takes a refusal only from an answer of the protocol; whatever else comes back
 * is an outage to it, about which its own failure policy decides. So refused is always 200 and "no", and only what is
 * not an answer is another status: 400 for what is not the protocol, 503 where the operator wants the cluster to
 * decide, 500 for a fault here. Of what is sent only what says something about images is read, so that fields of later
 * API servers do not matter, and images are found by the shape of an object, not by its kind.
 */
package dev.trustverifier.examples.webhook.review;
