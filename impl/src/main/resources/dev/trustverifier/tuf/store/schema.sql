-- What JdbcTrustMemory keeps. For PostgreSQL and H2; running it again changes nothing.
--
-- A verifier's role needs USAGE on the schema and SELECT, INSERT, UPDATE on remembered; without DELETE on it and INSERT
-- on forgotten it cannot forget, which then is for operators.

CREATE SCHEMA IF NOT EXISTS trustverifier;

CREATE TABLE IF NOT EXISTS trustverifier.remembered (
  namespace VARCHAR(100) NOT NULL,
  gun VARCHAR(1000) NOT NULL,
  basis VARCHAR(20) NOT NULL,
  revision BIGINT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (namespace, gun, basis)
);

CREATE TABLE IF NOT EXISTS trustverifier.forgotten (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  forgotten_at TIMESTAMP WITH TIME ZONE NOT NULL,
  namespace VARCHAR(100) NOT NULL,
  gun VARCHAR(1000) NOT NULL,
  basis VARCHAR(20) NOT NULL,
  revision BIGINT NOT NULL,
  content TEXT NOT NULL
);
