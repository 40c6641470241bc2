using System.Diagnostics.CodeAnalysis;
using Actors.Domain.Programmes;
using Actors.Domain.Registration;
using Actors.Grains.Registration;
using Actors.Notifications.Texts.Keys;
using Actors.Storage.Outages;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Message = Actors.Protocol.Messages;

namespace Actors.Server.Registration;

/// <summary>Takes the forms of phones: checks what depends on the form alone, then registers within equal time.</summary>
[SuppressMessage("Maintainability", "CA1506", Justification = "Names what each message needs, and only translates.")]
internal sealed class PhoneEntry(
    ProgrammeCatalogue programmes, IRegistrationIndex index, IGrainFactory grains,
    EqualAnswers answers, IProgrammeTime time, IOptions<RegistrationOptions> options)
{
    /// <summary>Finds a programme; <c>null</c> if there is none of that name.</summary>
    public Programme? Find(string programme) =>
        ProgrammeId.TryParse(programme, out var id) && programmes.Ids.Contains(id) ? programmes.Newest(id) : null;

    /// <summary>Registers the person of a phone.</summary>
    public async Task<Results<Ok<Message.RegistrationAnswer>, ProblemHttpResult>> SubmitAsync(
        Programme programme, SignedBody<Message.RegistrationForm> request, HttpContext http)
    {
        var form = request.Value;
        var words = request.Words.In(form.Language);
        if (!DeviceKey.TryParse(form.DeviceKey, out var device) || device.Person != request.Signature.Person
            || !device.HasSigned(request.Signature))
        {
            return words.Refuse(ErrorCode.SignatureWrong);
        }

        var standing = PhoneRequirements.Check(form.AppVersion, form.Platform, programme);
        if (standing is PhoneStanding.AppTooOld or PhoneStanding.SystemTooOld)
        {
            return words.Refuse(standing, programme);
        }

        var now = time.Now;
        var entered = RegistrationTranslation.Form(form);
        var (details, problems) = RegistrationFormCheck.Check(entered, programme.Registration, programme.Zone.DateAt(now));
        if (details is null)
        {
            return words.Refuse(RegistrationTranslation.Paths(problems));
        }

        return await answers.HoldAsync<Results<Ok<Message.RegistrationAnswer>, ProblemHttpResult>>(async () =>
        {
            if (!await TryAttemptAsync(programme, details))
            {
                return words.TooMany(http);
            }

            var submission = new Submission(
                programme.Version, details, RegistrationFormCheck.Date(entered, now), entered.Denied!.Value,
                words.Language.Tag, device);
            if (await grains.GetGrain<IRegistrationGrain>(device.Person.ToString()).SubmitAsync(submission) is { } refusal)
            {
                return words.Refuse(refusal.Code);
            }

            List<Message.HomeText> texts = [words.Line(RegistrationTexts.Received)];
            if (standing == PhoneStanding.UpdateAsked)
            {
                texts.Add(words.Line(PhoneTexts.Update));
            }

            return TypedResults.Ok(EqualAnswers.Pad(new(device.Person.ToString(), texts)));
        });
    }

    /// <summary>Registers a companion of the person of a phone.</summary>
    public async Task<ProblemHttpResult?> AddCompanionAsync(SignedBody<Message.CompanionForm> request, HttpContext http)
    {
        var carer = request.Signature.Person;
        if (RegistrationTranslation.Number(request.Value.Number) is not { } number)
        {
            return request.Words.Unreadable("number");
        }

        if (await RulesOfAsync(request.Signature) is not { } rules)
        {
            return request.Words.Refuse(ErrorCode.SignatureWrong);
        }

        var now = time.Now;
        var form = RegistrationTranslation.Form(request.Value);
        var (details, problems) = RegistrationFormCheck.Check(form, rules.Registration, rules.Zone.DateAt(now));
        if (details is null)
        {
            return request.Words.Refuse(RegistrationTranslation.Paths(problems));
        }

        return await answers.HoldAsync(async () =>
        {
            if (!await TryAttemptAsync(rules, details))
            {
                return request.Words.TooMany(http);
            }

            var submission = new Submission(
                rules.Version, details, RegistrationFormCheck.Date(form, now), form.Denied!.Value, request.Words.Language.Tag,
                null);
            return await request.DecideAsync(grains, registration => registration.AddCompanionAsync(
                request.Signature, DeviceKey.CompanionOf(carer, number), submission));
        });
    }

    /// <summary>Corrects the details of the person of a phone.</summary>
    public async Task<ProblemHttpResult?> CorrectAsync(SignedBody<Message.DetailsCorrection> request, HttpContext http)
    {
        if (await RulesOfAsync(request.Signature) is not { } rules)
        {
            return request.Words.Refuse(ErrorCode.SignatureWrong);
        }

        var typed = RegistrationTranslation.Details(request.Value.Details);
        var (details, problems) = RegistrationFormCheck.Check(typed, rules.Zone.DateAt(time.Now));
        if (details is null)
        {
            return request.Words.Refuse(RegistrationTranslation.Paths(problems));
        }

        return await answers.HoldAsync(async () => await TryAttemptAsync(rules, details)
            ? await request.DecideAsync(grains, registration => registration.CorrectAsync(request.Signature, details))
            : request.Words.TooMany(http));
    }

    private async Task<Programme?> RulesOfAsync(SignedRequest signature) =>
        await grains.GetGrain<IRegistrationGrain>(signature.Person.ToString()).ReadAsync() is { } view
            ? programmes.Newest(view.Programme.Id)
            : null;

    private Task<bool> TryAttemptAsync(Programme programme, PersonDetails details) => index.TryAttemptAsync(
        programme.Version.Id, details.PassportNumber, details.BirthDate, options.Value.AttemptsPerPassport);
}
