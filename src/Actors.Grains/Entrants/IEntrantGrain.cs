using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Calls;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Health;
using Actors.Domain.Entrants.Presence;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;
using Actors.Grains.Calls;
using Orleans.Concurrency;

namespace Actors.Grains.Entrants;

/// <summary>
/// One person who enters the country, or a companion of one: the stay, the prompts, the answers, the connected phone. Its
/// key is an <see cref="EntrantId"/>. Everything it acknowledges is durable; a command that comes again is answered as
/// before.
/// </summary>
[Alias("entrant")]
public interface IEntrantGrain : IGrainWithStringKey
{
    /// <summary>Begins a stay. The record key of the stay exists already.</summary>
    /// <returns>Null, also when this very stay has begun before; otherwise why not.</returns>
    [Alias("start-stay")]
    Task<Refusal?> StartStayAsync(StayOrder order);

    /// <summary>The roster knows the person from now on. May be repeated, but not begun after the end.</summary>
    [Alias("confirm-stay")]
    Task<Refusal?> ConfirmStayAsync();

    /// <summary>The person answers for a companion too. May be repeated.</summary>
    [Alias("add-companion")]
    Task<Refusal?> AddCompanionAsync(EntrantId companion);

    /// <summary>Another phone asks to speak for the person: nothing counts as missed until then. May be repeated.</summary>
    [Alias("dispute-phone")]
    Task<Refusal?> DisputePhoneAsync(DateTimeOffset until);

    /// <summary>It is settled which phone speaks for the person. May be repeated.</summary>
    [Alias("settle-phone")]
    Task<Refusal?> SettlePhoneAsync();

    /// <summary>Opens a follow-up for staff about the registration. May be repeated.</summary>
    [Alias("ask-staff")]
    Task<Refusal?> AskStaffAsync(FollowUps followUp);

    /// <summary>Ends a stay that another one of the same person replaces. May be repeated.</summary>
    [Alias("end-stay")]
    Task<Refusal?> EndStayAsync();

    /// <summary>Shows a notice on the connected phones.</summary>
    /// <returns>Whether one is connected.</returns>
    [Alias("show-notice")]
    Task<bool> ShowNoticeAsync(PhoneNotice notice);

    /// <summary>Asks the connected phones to test location and camera. Nothing of it enters the record.</summary>
    /// <param name="number">The number of the attempt, which the answers carry.</param>
    /// <returns>Whether one is connected.</returns>
    [Alias("run-tests")]
    Task<bool> RunTestsAsync(int number);

    /// <summary>The person is at the place of stay.</summary>
    /// <param name="command">Its identity.</param>
    /// <param name="fix">The position.</param>
    /// <param name="time">When the person checked in, by the clock of the phone.</param>
    [Alias("check-in")]
    Task<EntrantReply> CheckInAsync(CommandId command, Fix fix, PhoneTime time);

    /// <summary>A position.</summary>
    /// <param name="command">Its identity.</param>
    /// <param name="handle">The handle of the prompt that it answers; <c>null</c> if it answers none.</param>
    /// <param name="fix">The position.</param>
    /// <param name="time">When the person gave it, by the clock of the phone.</param>
    [Alias("report-location")]
    Task<EntrantReply> ReportLocationAsync(CommandId command, string? handle, Fix fix, PhoneTime time);

    /// <summary>A position that was taken in a call: the call learns what it says.</summary>
    /// <param name="command">Its identity.</param>
    /// <param name="number">Of the call.</param>
    /// <param name="fix">The position.</param>
    [Alias("report-call-place")]
    Task<EntrantReply> ReportCallPlaceAsync(CommandId command, int number, Fix fix);

    /// <summary>How the person feels.</summary>
    /// <param name="command">Its identity.</param>
    /// <param name="handle">Of the prompt that it answers; <c>null</c> for the one of the day.</param>
    /// <param name="answers">The answers.</param>
    /// <param name="time">When the person gave them, by the clock of the phone.</param>
    [Alias("report-health")]
    Task<EntrantReply> ReportHealthAsync(CommandId command, string? handle, HealthAnswers answers, PhoneTime time);

    /// <summary>
    /// Records that the phone sent an answer that could not be read: open prompts that it may have answered are at worst
    /// excused. Idempotent.
    /// </summary>
    /// <param name="kinds">What it may have answered.</param>
    /// <param name="reason">The code of the error that the phone got.</param>
    /// <param name="receivedAt">When the server received it, by the programme clock.</param>
    [Alias("record-failed-answer")]
    Task RecordFailedAnswerAsync(AnswerKind kinds, string reason, DateTimeOffset receivedAt);

    /// <summary>Proof that a prompt reached the phone. May be repeated.</summary>
    [Alias("confirm-delivery")]
    Task<Refusal?> ConfirmDeliveryAsync(string handle);

    /// <summary>Proof that a message with a prompt reached the phone by another channel. May be repeated.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="channel">The channel.</param>
    [Alias("confirm-message")]
    Task<Refusal?> ConfirmMessageAsync(PromptNumber prompt, Channel channel);

    /// <summary>The person looked at a prompt. May be repeated.</summary>
    [Alias("confirm-opened")]
    Task<Refusal?> ConfirmOpenedAsync(string handle);

    /// <summary>
    /// A phone is connected: from now on it is shown what concerns the person, until it disconnects or stops answering.
    /// Called again it replaces nothing and adds nothing.
    /// </summary>
    /// <param name="phone">Who shows it.</param>
    /// <param name="condition">What the phone says of itself; <c>null</c> if nothing is new.</param>
    /// <returns>What the phone is to show now, prompts that it missed included.</returns>
    [Alias("connect")]
    Task<EntrantView> ConnectAsync(IPhoneObserver phone, PhoneCondition? condition);

    /// <summary>A phone is gone.</summary>
    [Alias("disconnect")]
    Task DisconnectAsync(IPhoneObserver phone);

    /// <summary>The phone's answer to a ping: a sign of life, and what it says of itself.</summary>
    [Alias("report-condition")]
    Task ReportConditionAsync(PhoneCondition? condition);

    /// <summary>What the phone is to show now.</summary>
    [Alias("read")]
    [ReadOnly]
    Task<EntrantView> ReadAsync();

    /// <summary>What a message says of a prompt; <c>null</c> if it is not open.</summary>
    [Alias("read-open-prompt")]
    [ReadOnly]
    Task<OpenPrompt?> ReadOpenPromptAsync(PromptNumber number);

    /// <summary>Shows a call on the connected phones, and on phones that connect while it goes on.</summary>
    [Alias("show-call")]
    Task ShowCallAsync(CallView view);

    /// <summary>A call is over. May be repeated.</summary>
    [Alias("conclude-call")]
    Task ConcludeCallAsync(CallConclusion conclusion);

    /// <summary>What a call must know of the stay; <c>null</c> if there is no stay.</summary>
    [Alias("read-call-subject")]
    [ReadOnly]
    Task<CallSubject?> ReadCallSubjectAsync();
}
