#!/usr/bin/env bash
# Writes an authority of the gate's own for those who may ask it, and a certificate of it for the API server, beside this
# script. Run it again before the certificate's year is over.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
umask 077
[ -f client-ca.key ] || openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -sha256 \
  -subj "/CN=trustverifier-clients" -keyout client-ca.key -out client-ca.crt
openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=kube-apiserver" -keyout client.key \
  -out client.csr
openssl x509 -req -in client.csr -CA client-ca.crt -CAkey client-ca.key -CAcreateserial -days 365 -sha256 \
  -out client.crt -extfile <(printf 'extendedKeyUsage=clientAuth\n')
rm client.csr
