package dev.trustverifier.tuf.registry;

import dev.trustverifier.tuf.credential.Credential;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a token is asked for, and by whom.
 *
 * @param realm where
 * @param service for which service, as it calls itself
 * @param scope for what, such as {@code repository:lab.example/app:pull}
 * @param identity who asks; empty for nobody
 */
record Grant(Realm realm, Optional<String> service, String scope, Optional<Credential> identity) {

  /** What nobody would ask. */
  Call call(long limit) {
    Map<String, String> query = new LinkedHashMap<>();
    service.ifPresent(name -> query.put("service", name));
    query.put("scope", scope);
    return Call.get(realm.with(Call.encoded(query)), limit);
  }

  Grant by(Credential credential) {
    return new Grant(realm, service, scope, Optional.of(credential));
  }
}
