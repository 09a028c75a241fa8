-- Every role may put a job into the queue in its own transaction, and nothing else: the queue's tables belong to the runner.
create schema jobs;

create function jobs.add_job(task text, payload jsonb, job_key text, run_at timestamptz, priority integer, max_attempts integer) returns void
  language plpgsql security definer set search_path = ''
  as $$
begin
  perform graphile_worker.add_job(task, payload::json, run_at => coalesce(run_at, now()), max_attempts => max_attempts, job_key => job_key, priority => priority);
end $$;

-- Which process a worker of the queue belongs to. The process holds the advisory lock of its number while it lives, so that the jobs of a killed one
-- can be given to others at once instead of after the queue's four hours.
create sequence jobs.process_number as integer;
create table jobs.worker (
  worker_id    text primary key,
  process      integer not null,
  started_at   timestamptz not null default now()
);
