#!/bin/sh
# Makes, once, what OpenSearch needs to be asked by known users over TLS: an authority of its own, a certificate of the
# node, and the users with the hashes of their passwords. Needs openssl and htpasswd.
#
#   ADMIN_PASSWORD=… SERVICE_PASSWORD=… DASHBOARDS_PASSWORD=… certificates.sh CERTIFICATES SECURITY
#
# CERTIFICATES gets ca.pem, node.pem and node-key.pem; SECURITY the files of OpenSearch's security plugin.
set -eu
certificates=$1
security=$2
here=$(dirname "$(readlink -f "$0")")
# What the image of OpenSearch runs as.
owner=${OPENSEARCH_UID:-1000}
days=825

umask 077
if [ ! -f "$certificates/node.pem" ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -days "$days" -subj "/O=Lehnz/CN=Lehnz authority" \
    -addext "basicConstraints=critical,CA:TRUE" -addext "keyUsage=critical,keyCertSign" \
    -keyout "$work/ca-key.pem" -out "$work/ca.pem"
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -subj "/O=Lehnz/CN=opensearch" \
    -keyout "$work/node-key.pem" -out "$work/node.csr"
  printf '%s\n' "subjectAltName=DNS:opensearch,DNS:localhost,IP:127.0.0.1" "keyUsage=critical,digitalSignature" \
    "extendedKeyUsage=serverAuth,clientAuth" >"$work/extensions"
  openssl x509 -req -in "$work/node.csr" -CA "$work/ca.pem" -CAkey "$work/ca-key.pem" -CAcreateserial -days "$days" \
    -extfile "$work/extensions" -out "$work/node.pem"
  # The authority's key is not kept: nobody can sign another certificate with it.
  cp "$work/node-key.pem" "$work/ca.pem" "$certificates/"
  cp "$work/node.pem" "$certificates/"
fi
chmod 755 "$certificates"
chmod 644 "$certificates/ca.pem" "$certificates/node.pem"

# A changed password holds for clusters to come: an existing one keeps its users in an index of its own, where they can be
# changed, because none is reserved.
cp "$here"/opensearch-security/*.yml "$security/"
hash() { printf '%s' "$1" | htpasswd -niBC 12 user | cut -d: -f2; }
cat >"$security/internal_users.yml" <<USERS
_meta:
  type: internalusers
  config_version: 2
admin:
  reserved: false
  hash: "$(hash "$ADMIN_PASSWORD")"
lehnz:
  reserved: false
  hash: "$(hash "$SERVICE_PASSWORD")"
kibanaserver:
  reserved: false
  hash: "$(hash "$DASHBOARDS_PASSWORD")"
USERS
if [ "$(id -u)" = 0 ]; then
  chown -R "$owner" "$certificates" "$security"
fi
