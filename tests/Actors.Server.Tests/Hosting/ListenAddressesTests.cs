using Actors.Server.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Actors.Server.Tests.Hosting;

public sealed class ListenAddressesTests
{
    [Theory]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("nonsense")]
    [InlineData("http://127.0.0.1:5080;ftp://127.0.0.1")]
    public void An_address_that_is_none_is_named_with_the_fix(string addresses)
    {
        var problem = Assert.Throws<OptionsValidationException>(() => ListenAddresses.Read(Settings(addresses)));
        Assert.Contains(
            $"Urls contains \"{addresses.Split(';')[^1]}\"", Assert.Single(problem.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("http://127.0.0.1:0; https://[::1]:443;http://*:80")]
    public void An_address_that_is_possible_is_taken(string? addresses) =>
        Assert.NotNull(ListenAddresses.Read(Settings(addresses)));

    private static IConfiguration Settings(string? addresses) => new ConfigurationBuilder()
        .AddInMemoryCollection([KeyValuePair.Create("Urls", addresses)])
        .Build();
}
