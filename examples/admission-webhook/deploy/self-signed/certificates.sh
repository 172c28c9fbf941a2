#!/usr/bin/env bash
# Writes a certificate for the gate's Service, its key, and whom the API server is to trust, beside this script. Run it
# again, and apply again, before the certificate's year is over.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
umask 077
name=trustverifier.trustverifier.svc
[ -f ca.key ] || openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -sha256 \
  -subj "/CN=trustverifier" -keyout ca.key -out ca.crt
openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$name" -keyout tls.key -out tls.csr
openssl x509 -req -in tls.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 365 -sha256 -out tls.crt \
  -extfile <(printf 'subjectAltName=DNS:%s,DNS:%s.cluster.local\nextendedKeyUsage=serverAuth\n' "$name" "$name")
rm tls.csr
printf -- '- op: add\n  path: /webhooks/0/clientConfig/caBundle\n  value: %s\n' "$(base64 -w0 ca.crt)" >ca-bundle.yaml
