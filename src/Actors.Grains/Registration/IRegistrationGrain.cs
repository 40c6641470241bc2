using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;
using Actors.Domain.Registration;

namespace Actors.Grains.Registration;

/// <summary>
/// The registration of one person in a programme: details, consents, the phone and its key, companions, stays. Its key is an
/// <see cref="EntrantId"/>, drawn from the key of the phone (<see cref="DeviceKey.Person"/>). What it acknowledges is durable.
/// Whether another registration has the same details, and whether the roster knows them, it finds out after its answer, so
/// that the answer tells nothing of other people.
/// </summary>
[Alias("registration")]
public interface IRegistrationGrain : IGrainWithStringKey
{
    /// <summary>A phone registers its person, first or after the end of a stay. May be repeated.</summary>
    /// <param name="submission">The checked form. The phone has signed it.</param>
    [Alias("submit")]
    Task<Refusal?> SubmitAsync(Submission submission);

    /// <summary>The phone of the person corrects the details. The roster is asked again.</summary>
    [Alias("correct")]
    Task<Refusal?> CorrectAsync(SignedRequest request, PersonDetails details);

    /// <summary>Staff correct the details. The roster is asked again.</summary>
    [Alias("correct-by-staff")]
    Task<Refusal?> CorrectByStaffAsync(string staff, PersonDetails details);

    /// <summary>The person says that the details are right although the roster does not know them.</summary>
    [Alias("uphold")]
    Task<Refusal?> UpholdAsync(SignedRequest request);

    /// <summary>The person registers a companion, who has a registration and stays of their own. May be repeated.</summary>
    /// <param name="request">The signature.</param>
    /// <param name="companion">The id (<see cref="DeviceKey.CompanionOf"/>).</param>
    /// <param name="submission">The companion's details, and the consents of the carer.</param>
    [Alias("add-companion")]
    Task<Refusal?> AddCompanionAsync(SignedRequest request, EntrantId companion, Submission submission);

    /// <summary>Registers this person as a companion. Called by the registration of the carer.</summary>
    [Alias("submit-companion")]
    Task<Refusal?> SubmitCompanionAsync(EntrantId carer, Submission submission);

    /// <summary>The phone switches its mode.</summary>
    [Alias("set-mode")]
    Task<Refusal?> SetModeAsync(SignedRequest request, PhoneMode mode);

    /// <summary>The phone asks for a token. A phone that took another registration over gets one for that.</summary>
    [Alias("grant-token")]
    Task<TokenGrant> GrantTokenAsync(SignedRequest request);

    /// <summary>The person says that they have landed: the stay begins, whether or not the roster knows the person.</summary>
    [Alias("arrive")]
    Task<Refusal?> ArriveAsync(SignedRequest request, DateTimeOffset landedAt);

    /// <summary>
    /// Begins the stay of the person and of the companions. May be repeated: what has begun goes on, a companion who was added
    /// since begins.
    /// </summary>
    [Alias("begin-stay")]
    Task<Refusal?> BeginStayAsync(DateTimeOffset landedAt);

    /// <summary>
    /// Registers a person and begins the stay at once, for people who are brought in bulk. The record keys of person and stay
    /// exist already; index and roster were asked.
    /// </summary>
    [Alias("enrol")]
    Task<Refusal?> EnrolAsync(Enrolment enrolment);

    /// <summary>
    /// Ends the registration because what is kept of the person is erased: phones are signed out, and nothing else is taken. May
    /// be repeated. The caller then erases, and ends the activations of the person's grains.
    /// </summary>
    /// <returns><see cref="Refusals.StayGoesOn"/> while a stay goes on; then nothing was done.</returns>
    [Alias("close")]
    Task<Refusal?> CloseAsync();

    /// <summary>Asks the roster again, because it has changed. May be repeated.</summary>
    [Alias("match-again")]
    Task MatchAgainAsync();

    /// <summary>Staff confirm the person without a row of the roster.</summary>
    [Alias("confirm-by-staff")]
    Task<Refusal?> ConfirmByStaffAsync();

    /// <summary>The phone decides about another phone that asks for this registration, or for that of a companion.</summary>
    /// <param name="request">The signature.</param>
    /// <param name="person">The registration: this one or a companion's.</param>
    /// <param name="isGranted">Whether the other phone takes it over.</param>
    [Alias("settle-takeover")]
    Task<Refusal?> SettleTakeoverAsync(SignedRequest request, EntrantId person, bool isGranted);

    /// <summary>Staff, or the carer of a companion, decide about another phone.</summary>
    /// <param name="isGranted">Whether the other phone takes the registration over.</param>
    /// <param name="consent">Whose word this is.</param>
    /// <param name="staff">The account of the member of staff; <c>null</c> if staff had no part.</param>
    [Alias("settle-takeover-for")]
    Task<Refusal?> SettleTakeoverForAsync(bool isGranted, TakeoverConsent consent, string? staff);

    /// <summary>
    /// The person typed the code that was mailed. The answer is the same whether or not this phone asks for another
    /// registration.
    /// </summary>
    [Alias("try-code")]
    Task<Refusal?> TryCodeAsync(SignedRequest request, string code);

    /// <summary>What staff and the phone may know, without the details; <c>null</c> if the person has not registered.</summary>
    [Alias("read")]
    Task<RegistrationView?> ReadAsync();

    /// <summary>The details, for the phone of the person; <c>null</c> if the person has not registered.</summary>
    [Alias("read-details")]
    Task<PersonDetails?> ReadDetailsAsync();

    /// <summary>
    /// The details as they are sealed, for staff, who open them through the access log; <c>null</c> if the person has not
    /// registered.
    /// </summary>
    [Alias("read-sealed")]
    Task<SealedDetails?> ReadSealedAsync();

    /// <summary>Another registration with the same details asks for this one. May be repeated.</summary>
    [Alias("ask-takeover")]
    Task<TakeoverAnswer> AskTakeoverAsync(EntrantId by, DeviceKey device);

    /// <summary>The other registration takes its request back. May be repeated.</summary>
    [Alias("withdraw-takeover")]
    Task WithdrawTakeoverAsync(EntrantId by);

    /// <summary>The person on the other phone typed a code.</summary>
    [Alias("try-code-of")]
    Task<Refusal?> TryCodeOfAsync(EntrantId by, string code);

    /// <summary>Whether a phone speaks for this registration.</summary>
    [Alias("is-device")]
    Task<bool> IsDeviceAsync(DeviceKey device);

    /// <summary>What became of the request for another registration. May be repeated.</summary>
    [Alias("record-takeover")]
    Task RecordTakeoverAsync(EntrantId other, TakeoverAnswer answer);

    /// <summary>The details belong to this registration, and this is what the roster says. May be repeated.</summary>
    /// <param name="match">The row; <c>null</c> if the roster does not know the person.</param>
    [Alias("record-match")]
    Task RecordMatchAsync(RosterMatch? match);
}
