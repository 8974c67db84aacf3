//go:build tools

// Package etcd pins the etcd that the tests' control plane is built with.
package etcd

import _ "go.etcd.io/etcd/server/v3"
