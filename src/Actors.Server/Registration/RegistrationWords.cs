using System.Globalization;
using Actors.Domain.Programmes;
using Actors.Domain.Registration;
using Actors.Notifications.Texts;
using Actors.Notifications.Texts.Keys;
using Actors.Notifications.Texts.Languages;
using Actors.Protocol.Messages;
using Actors.Server.Edge;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Actors.Server.Registration;

/// <summary>Texts and problems of registration in one language. Problems are those of RFC 9457, with codes.</summary>
internal sealed class RegistrationWords(Catalogue catalogue, Language language)
{
    private const int RetryMinutes = 10;

    /// <summary>The language.</summary>
    public Language Language => language;

    /// <summary>The texts in the language that a request asks for (<c>Accept-Language</c>).</summary>
    public static RegistrationWords Of(HttpContext context) => new(
        context.RequestServices.GetRequiredService<Catalogue>(), context.Request.WantedLanguage());

    /// <summary>The texts in another language.</summary>
    public RegistrationWords In(string tag) => new(catalogue, Language.Match(tag));

    /// <summary>A text.</summary>
    public string Say(TextKey key, params ReadOnlySpan<(string Name, TextArgument Value)> arguments) =>
        catalogue.Format(language, key, arguments);

    /// <summary>A line on the screen.</summary>
    public HomeText Line(TextKey key, params ReadOnlySpan<(string Name, TextArgument Value)> arguments) =>
        new(key.Value, Say(key, arguments));

    /// <summary>Refuses a request.</summary>
    /// <param name="code">The reason.</param>
    /// <param name="more">Another member of the answer.</param>
    public ProblemHttpResult Refuse(string code, (string Name, object Value)? more = null)
    {
        var text = code == ErrorCode.TooManyCompanions
            ? Say(RefusalTexts.Of(code), ("max", Domain.Limits.Companions))
            : Say(RefusalTexts.Of(code));
        var extensions = new Dictionary<string, object?> { ["code"] = code };
        if (more is var (name, value))
        {
            extensions.Add(name, value);
        }

        return TypedResults.Problem(text, statusCode: StatusOf(code), extensions: extensions);
    }

    /// <summary>Refuses a phone that is too old.</summary>
    public ProblemHttpResult Refuse(PhoneStanding standing, Programme programme) => TypedResults.Problem(
        standing == PhoneStanding.SystemTooOld
            ? Say(
                RegistrationTexts.SystemTooOld,
                ("ios", programme.Registration.MinimumIos.ToString()),
                ("android", programme.Registration.MinimumAndroid.ToString()))
            : $"{Say(Notifications.Texts.Keys.PhoneTexts.TooOld)} ({programme.Contact.MinimumAppVersion})",
        statusCode: StatusCodes.Status403Forbidden,
        extensions: new Dictionary<string, object?>
        {
            ["code"] = standing == PhoneStanding.SystemTooOld ? ErrorCode.SystemTooOld : ErrorCode.AppTooOld,
        });

    /// <summary>Refuses a request because there were too many.</summary>
    public ProblemHttpResult TooMany(HttpContext context)
    {
        context.Response.Headers.RetryAfter =
            (RetryMinutes * 60).ToString(CultureInfo.InvariantCulture);
        return Refuse(ErrorCode.TooManyAttempts);
    }

    /// <summary>Says that a member cannot be read.</summary>
    public ProblemHttpResult Unreadable(string field) => Refuse([new(field, FormProblem.Malformed)]);

    /// <summary>Says what is wrong with each entry of a form, in the order of the screens.</summary>
    public ProblemHttpResult Refuse(IEnumerable<FormProblem> problems)
    {
        var all = problems.ToList();
        return TypedResults.Problem(
            Explain(all[0]), statusCode: StatusCodes.Status400BadRequest,
            extensions: new Dictionary<string, object?>
            {
                ["code"] = all[0].Code,
                ["errors"] = all.ToDictionary(problem => problem.Field, problem => new[] { Explain(problem) }),
                ["codes"] = all.ToDictionary(problem => problem.Field, problem => problem.Code),
            });
    }

    private string Explain(FormProblem problem) => problem.Position is { } position
        ? Say(RegistrationTexts.DiffersAt, ("place", position))
        : Say(RefusalTexts.Of(problem.Code));

    private static int StatusOf(string code) => code switch
    {
        ErrorCode.SignatureWrong or ErrorCode.ClockDiffers => StatusCodes.Status401Unauthorized,
        ErrorCode.TooManyAttempts => StatusCodes.Status429TooManyRequests,
        ErrorCode.ProgrammeUnknown or ErrorCode.NotRegistered => StatusCodes.Status404NotFound,
        ErrorCode.RegistrationErased => StatusCodes.Status410Gone,
        ErrorCode.Busy => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status409Conflict,
    };
}
