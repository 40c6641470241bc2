using Actors.Domain.Calls;
using Actors.Domain.Entrants.Calls;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;
using Orleans.Concurrency;

namespace Actors.Grains.Calls;

/// <summary>
/// The video calls of one person: when they ring, what came of them. Its key is an <see cref="EntrantId"/>. One call goes on at a
/// time; pictures never come here, only what was seen in them.
/// </summary>
[Alias("call")]
public interface ICallGrain : IGrainWithStringKey
{
    /// <summary>A stay begins, changes or ends. May be repeated.</summary>
    [Alias("follow")]
    Task FollowAsync(CallSubject subject);

    /// <summary>The person wants to be called now. May be repeated.</summary>
    [Alias("request")]
    Task<Refusal?> RequestAsync();

    /// <summary>Proof that the call rings on the phone. May be repeated.</summary>
    [Alias("show")]
    Task ConfirmRingingAsync(int number);

    /// <summary>The person answers, or comes back to a call that was cut off. The media are ready.</summary>
    /// <returns>Null: the call goes on; otherwise why not.</returns>
    [Alias("answer")]
    Task<Refusal?> AnswerAsync(int number);

    /// <summary>The person does not want to be called now, or hangs up.</summary>
    [Alias("decline")]
    Task<Refusal?> DeclineAsync(int number);

    /// <summary>The person asks for staff. Idempotent.</summary>
    [Alias("ask-for-person")]
    Task<Refusal?> AskForPersonAsync(int number);

    /// <summary>Records the result for one participant. Idempotent: the first result wins.</summary>
    /// <returns>The call afterwards; <c>null</c> if there is none any more.</returns>
    [Alias("judge-face")]
    Task<CallView?> ReportFaceResultAsync(int number, EntrantId person, FaceResult face);

    /// <summary>The position that was taken in the call is judged, or there is none. May be repeated.</summary>
    [Alias("judge-place")]
    Task JudgePlaceAsync(int number, PlaceOutcome place);

    /// <summary>The call broke off.</summary>
    [Alias("interrupt")]
    Task InterruptAsync(int number, Interruption cause);

    /// <summary>
    /// The person answered, and there is no room for the call: it rings again, and the person is not blamed.
    /// </summary>
    [Alias("put-off")]
    Task PutOffAsync(int number);

    /// <summary>In-memory heartbeat: pictures come. Lost on restart; the call then counts as interrupted.</summary>
    /// <returns>Whether the pictures are still wanted.</returns>
    [Alias("see")]
    Task<bool> RecordMediaHeartbeatAsync(int number);

    /// <summary>Where the person stands among those who wait for staff.</summary>
    [Alias("tell-place")]
    Task UpdateQueuePositionAsync(int number, int place);

    /// <summary>The call as the phone shows it; <c>null</c> if none goes on or has just ended.</summary>
    [Alias("read")]
    [ReadOnly]
    Task<CallView?> ReadAsync();
}
