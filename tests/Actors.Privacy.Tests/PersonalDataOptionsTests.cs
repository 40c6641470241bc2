using Actors.Privacy.MasterKeys;
using Actors.Testing;

namespace Actors.Privacy.Tests;

public sealed class PersonalDataOptionsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_keys_the_message_names_setting_command_and_variables()
    {
        var failure = Validate(new PersonalDataOptions());
        Assert.Contains("PersonalData:KeyFile", failure, StringComparison.Ordinal);
        Assert.Contains("create-key-file", failure, StringComparison.Ordinal);
        Assert.Contains("ACTORS_MASTER_KEYS", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_file_that_is_not_there_is_named()
    {
        var path = _folder.File("nowhere.json");
        Assert.Contains(path, Validate(new PersonalDataOptions { KeyFile = path }), StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_from_two_places_are_refused() => Assert.Contains(
        "both", Validate(WithKeys(), new KeyEnvironment(_ => "a=b")), StringComparison.Ordinal);

    [Fact]
    public void The_defaults_are_valid_with_a_key_file_or_with_the_environment()
    {
        Assert.Empty(Validate(WithKeys()));
        Assert.Empty(Validate(new PersonalDataOptions(), new KeyEnvironment(_ => "a=b")));
    }

    [Fact]
    public void Every_number_is_checked()
    {
        AssertRefused(nameof(PersonalDataOptions.OpenedKeys), options => options.OpenedKeys = 0);
        AssertRefused(nameof(PersonalDataOptions.OpenedKeyLifetime), options => options.OpenedKeyLifetime = TimeSpan.Zero);
        AssertRefused(
            nameof(PersonalDataOptions.OpenedKeyLifetime),
            options => options.OpenedKeyLifetime = TimeSpan.FromHours(2));
        AssertRefused(nameof(PersonalDataOptions.RotationBatch), options => options.RotationBatch = 0);
        AssertRefused(nameof(PersonalDataOptions.AccessLogBatch), options => options.AccessLogBatch = 0);
        AssertRefused(nameof(PersonalDataOptions.AccessLogQueue), options => options.AccessLogQueue = 99);
        AssertRefused(nameof(PersonalDataOptions.AccessLogTimeout), options => options.AccessLogTimeout = TimeSpan.Zero);
        AssertRefused(nameof(PersonalDataOptions.AccessLogAnchorEvery), options => options.AccessLogAnchorEvery = 0);
    }

    private static string Validate(PersonalDataOptions options, KeyEnvironment? environment = null) =>
        new PersonalDataOptionsValidator(environment ?? new KeyEnvironment(_ => null))
            .Validate(null, options).FailureMessage ?? "";

    private PersonalDataOptions WithKeys()
    {
        var path = _folder.File("keys.json");
        File.WriteAllText(path, "");
        return new PersonalDataOptions { KeyFile = path };
    }

    private void AssertRefused(string property, Action<PersonalDataOptions> change)
    {
        var options = WithKeys();
        change(options);
        Assert.Contains($"PersonalData:{property}", Validate(options), StringComparison.Ordinal);
    }
}
