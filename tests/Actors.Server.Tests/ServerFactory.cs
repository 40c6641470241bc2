using Actors.Server.Hosting;
using Actors.Server.Operations.Commands;
using Actors.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Server.Tests;

/// <summary>The whole server in this process, on a database and keys of its own.</summary>
public sealed class ServerFactory : WebApplicationFactory<Program>
{
    private readonly TempFolder _folder = new();

    /// <summary>Settings on top of the usual ones.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>Services in place of the usual ones.</summary>
    public Action<IServiceCollection> Replace { get; set; } = static _ => { };

    public string KeyFile => _folder.File("keys.json");

    public string Database => _folder.File("actors.db");

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        new CreateKeyFileCommand(TimeProvider.System).Run(KeyFile);
        builder.UseEnvironment("Production");
        builder.UseSetting("Storage:Path", Database);
        builder.UseSetting("PersonalData:KeyFile", KeyFile);
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.ConfigureTestServices(services =>
        {
            // It ends the process when the server was overtaken, and this is the process of the tests.
            services.Remove(services.Single(service => service.ImplementationType == typeof(FencedExit)));
            Replace(services);
        });
        foreach (var (name, value) in Settings)
        {
            builder.UseSetting(name, value);
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _folder.Dispose();
    }
}
