using Actors.Domain.Programmes;
using Actors.Grains.Registration;
using Microsoft.Extensions.Options;

namespace Actors.Server.Registration;

/// <summary>The settings of registration.</summary>
internal sealed class RegistrationOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Registration";

    /// <summary>
    /// The address that the QR code and the public link name, without the programme; <c>null</c> for the address of the request.
    /// Set it behind a proxy. Default: none.
    /// </summary>
    public string? PublicAddress { get; set; }

    /// <summary>
    /// When registrations and codes are answered, whatever was found: this long after they arrived, or a multiple of it. So the
    /// time tells nothing. Default: 1 s.
    /// </summary>
    public TimeSpan AnswerAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often one passport number with one date of birth may be registered in a day. Default: 10.</summary>
    public int AttemptsPerPassport { get; set; } = 10;

    /// <summary>
    /// How often one address may ask in an hour; a fifth of it at once. Airports have one address for many people. Default:
    /// 1,500.
    /// </summary>
    public int AttemptsPerAddress { get; set; } = 1_500;

    /// <summary>How often one person may sign a request in an hour; a fifth of it at once. Default: 60.</summary>
    public int RequestsPerPerson { get; set; } = 60;

    /// <summary>How many requests this server takes in a second; ten times as many at once. Default: 50.</summary>
    public int RequestsPerSecond { get; set; } = 50;

    /// <summary>The public link of a programme.</summary>
    /// <param name="programme">The programme.</param>
    /// <param name="request">The request to answer, whose address counts if none is set; <c>null</c> if there is none.</param>
    public string LinkOf(Programme programme, HttpRequest? request)
    {
        var address = PublicAddress?.TrimEnd('/') ?? $"{request?.Scheme}://{request?.Host}";
        return $"{address}/enter/{programme.Version.Id}";
    }

    /// <summary>Checks the settings.</summary>
    internal sealed class Validator : IValidateOptions<RegistrationOptions>
    {
        public ValidateOptionsResult Validate(string? name, RegistrationOptions options)
        {
            var problems = new List<string>();
            if (options.PublicAddress is { } address
                && !(Uri.TryCreate(address, UriKind.Absolute, out var uri)
                    && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)))
            {
                problems.Add($"{Section}:PublicAddress is \"{address}\". It is an address such as https://entry.example.");
            }

            if (options.AnswerAfter < TimeSpan.FromMilliseconds(50) || options.AnswerAfter > TimeSpan.FromSeconds(30))
            {
                problems.Add($"{Section}:AnswerAfter is {options.AnswerAfter}. It is from 00:00:00.05 to 00:00:30.");
            }

            Check(nameof(AttemptsPerPassport), options.AttemptsPerPassport);
            Check(nameof(AttemptsPerAddress), options.AttemptsPerAddress);
            Check(nameof(RequestsPerPerson), options.RequestsPerPerson);
            Check(nameof(RequestsPerSecond), options.RequestsPerSecond);
            return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);

            void Check(string setting, int value)
            {
                if (value is < 1 or > 1_000_000)
                {
                    problems.Add($"{Section}:{setting} is {value}. It is a number from 1 to 1000000.");
                }
            }
        }
    }
}

/// <summary>Registers registration.</summary>
public static class RegistrationHostingServiceCollectionExtensions
{
    /// <summary>Adds registration by the section <c>Registration</c>. Phones, roster and channels must be added too.</summary>
    public static IServiceCollection AddRegistration(this IServiceCollection services)
    {
        services.AddOptions<RegistrationOptions>().BindConfiguration(RegistrationOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RegistrationOptions>, RegistrationOptions.Validator>();
        services.AddSingleton<IRosterMatch, RosterMatches>();
        services.AddSingleton<RosterMails>();
        services.AddSingleton<IRegistrationMail>(provider => provider.GetRequiredService<RosterMails>());
        services.AddHostedService<RosterWatch>();
        services.AddSingleton<IPhoneSignOut, PhoneSignOut>();
        services.AddSingleton<AttemptLimits>();
        services.AddSingleton<EqualAnswers>();
        services.AddSingleton<PhoneEntry>();
        return services;
    }
}
