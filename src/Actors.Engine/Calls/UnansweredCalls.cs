using System.Globalization;

namespace Actors.Engine.Calls;

/// <summary>
/// The calls that somebody waits for, so that each ends in time whatever happens to its grain. Kept in several linked
/// lists: threads that send at the same time rarely meet at a lock, and nothing is allocated.
/// </summary>
internal sealed class UnansweredCalls(TimeProvider clock, TimeSpan defaultTimeout)
{
    private readonly Stripe[] _stripes =
        [.. Enumerable.Range(0, Math.Max(4, Environment.ProcessorCount * 2)).Select(_ => new Stripe())];

    /// <summary>Calls ever sent, one-way ones included.</summary>
    public long Sent => _stripes.Sum(stripe => stripe.Sent);

    /// <summary>Calls waiting for an answer now.</summary>
    public long Waiting => _stripes.Sum(stripe => stripe.Waiting);

    public void Add(Request request)
    {
        var index = Environment.CurrentManagedThreadId % _stripes.Length;
        var stripe = _stripes[index];
        lock (stripe)
        {
            stripe.Sent++;
            if ((request.Traits & CallTraits.OneWay) != 0)
            {
                return;
            }

            stripe.Waiting++;
            request.Stripe = index;
            request.Next = stripe.First;
            if (stripe.First is { } first)
            {
                first.Previous = request;
            }

            stripe.First = request;
        }
    }

    public void Remove(Request request)
    {
        if (request.Stripe < 0)
        {
            return;
        }

        var stripe = _stripes[request.Stripe];
        lock (stripe)
        {
            if (request.Stripe < 0)
            {
                return;
            }

            request.Stripe = -1;
            stripe.Waiting--;
            if (request.Previous is { } previous)
            {
                previous.Next = request.Next;
            }
            else
            {
                stripe.First = request.Next;
            }

            if (request.Next is { } next)
            {
                next.Previous = request.Previous;
            }

            request.Next = request.Previous = null;
        }
    }

    /// <summary>Answers every call that has waited too long with a <see cref="TimeoutException"/>.</summary>
    public void FailOverdue()
    {
        var now = clock.GetTimestamp();
        foreach (var request in Find(request => IsOverdue(request, now)))
        {
            var age = clock.GetElapsedTime(request.SentAt, now).TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
            var target = request.Target?.GrainId.ToString() ?? "a grain not yet placed";
            var doing = request.Target?.Describe(request) ?? "The call was never taken.";
            request.Fail(new TimeoutException($"{request.Name} on {target} was not answered within {age} s. {doing}"));
        }
    }

    /// <summary>Answers every call: nobody will any more.</summary>
    public void FailAll(string why)
    {
        foreach (var request in Find(static _ => true))
        {
            request.Fail(new OrleansException($"{request.Name} was not answered. {why}"));
        }
    }

    private bool IsOverdue(Request request, long now)
    {
        var timeout = request.Timeout ?? defaultTimeout;
        return timeout != Timeout.InfiniteTimeSpan && clock.GetElapsedTime(request.SentAt, now) >= timeout;
    }

    private List<Request> Find(Func<Request, bool> wanted)
    {
        var found = new List<Request>();
        foreach (var stripe in _stripes)
        {
            lock (stripe)
            {
                for (var request = stripe.First; request is not null; request = request.Next)
                {
                    if (wanted(request))
                    {
                        found.Add(request);
                    }
                }
            }
        }

        return found;
    }

    private sealed class Stripe
    {
        public Request? First { get; set; }

        public long Sent { get; set; }

        public long Waiting { get; set; }
    }
}
