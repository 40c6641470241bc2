using Actors.Storage.Databases;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Privacy.Tokens;

/// <summary>Registers the tokens of phones.</summary>
public static class PhoneTokenServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="PhoneTokens"/> on the registered <see cref="Database"/> and the registered
    /// <see cref="TimeProvider"/>, which must be the wall clock.
    /// </summary>
    public static IServiceCollection AddPhoneTokens(this IServiceCollection services) => services.AddSingleton(provider =>
    {
        var time = provider.GetRequiredService<TimeProvider>();
        return new PhoneTokens(new PhoneTokenTable(provider.GetRequiredService<Database>(), time), time);
    });
}
