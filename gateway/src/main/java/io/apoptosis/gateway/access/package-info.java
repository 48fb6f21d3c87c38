/** Who may do what at the gateway: bearer tokens of its own or of an OpenID provider, three roles, and rules in one place. */
package io.apoptosis.gateway.access;
