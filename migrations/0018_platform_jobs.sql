-- Every role may put a job into the queue in its own transaction, and nothing else: the queue's tables belong to the runner.
create schema jobs;

create function jobs.add_job(task text, payload jsonb, job_key text, run_at timestamptz, priority integer, max_attempts integer) returns void
  language plpgsql security definer set search_path = ''
  as $$
begin
  perform graphile_worker.add_job(task, payload::json, run_at => coalesce(run_at, now()), max_attempts => max_attempts, job_key => job_key, priority => priority);
end $$;
