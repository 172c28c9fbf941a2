/** Every switch of the kit's servers, played to every source: verdict, requests, and no secret anywhere. */
package dev.trustverifier.tuf.emulated;
