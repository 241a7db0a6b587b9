/**
 * The servers beside Kafka that variants work with: PostgreSQL and Redis, started for a run in
 * processes of their own or used where they are, with a space of its own for each phase.
 */
package tandem.harness.services;
