-- europe.lua - who held the highest offices of the members of the European Union in the west, north and south of Europe, since 2000. The form is told in
-- g20.lua; the members in the east are in europe_east.lua.

return {
    { "AT", "government", "Chancellor", "appointment by the Federal President", [[
        2000-02-04 Wolfgang Schüssel
        2007-01-11 Alfred Gusenbauer
        2008-12-02..2016-05-09 Werner Faymann
        2016-05-17 Christian Kern
        2017-12-18..2019-05-28 Sebastian Kurz
        2019-06-03 Brigitte Bierlein
        2020-01-07 Sebastian Kurz
        2021-10-11 Alexander Schallenberg
        2021-12-06..2025-01-10 Karl Nehammer
        2025-03-03 Christian Stocker ]] },
    { "AT", "state", "Federal President", "inauguration", [[
        1992-07-08..2004-07-06 Thomas Klestil
        2004-07-08..2016-07-08 Heinz Fischer
        2017-01-26 Alexander Van der Bellen ]] },
    { "AT", "foreign", "Foreign Minister", "appointment", [[
        2000-02-04 Benita Ferrero-Waldner
        2004-10-20 Ursula Plassnik
        2008-12-02 Michael Spindelegger
        2013-12-16 Sebastian Kurz
        2017-12-18..2019-06-03 Karin Kneissl
        2019-06-03 Alexander Schallenberg
        2021-10-11 Michael Linhart
        2021-12-06 Alexander Schallenberg
        2025-03-03 Beate Meinl-Reisinger ]] },
    { "BE", "government", "Prime Minister", "royal appointment", [[
        1999-07-12 Guy Verhofstadt
        2008-03-20 Yves Leterme
        2008-12-30 Herman Van Rompuy
        2009-11-25 Yves Leterme
        2011-12-06 Elio Di Rupo
        2014-10-11 Charles Michel
        2019-10-27 Sophie Wilmès
        2020-10-01 Alexander De Croo
        2025-02-03 Bart De Wever ]] },
    { "BE", "state", "King", "oath of office", [[
        1993-08-09..2013-07-21 Albert II
        2013-07-21 Philippe ]] },
    { "BE", "foreign", "Foreign Minister", "oath of office", [[
        1999-07-12..2004-07 Louis Michel
        2004-07..2009-07 Karel De Gucht
        2009-07..2009-11-25 Yves Leterme
        2009-11-25 Steven Vanackere
        2011-12-06..2019-11 Didier Reynders
        2019-12..2020-10-01 Philippe Goffin
        2020-10-01..2022-04 Sophie Wilmès
        2022-07-15..2024-11 Hadja Lahbib
        2024-12..2025-02-03 Bernard Quintin
        2025-02-03 Maxime Prévot ]] },
    { "CY", "state", "President", "inauguration", [[
        1993-02-28 Glafcos Clerides
        2003-02-28 Tassos Papadopoulos
        2008-02-28 Demetris Christofias
        2013-02-28 Nicos Anastasiades
        2023-02-28 Nikos Christodoulides ]] },
    { "CY", "foreign", "Foreign Minister", "appointment", [[
        1997-04 Ioannis Kasoulides
        2003-03 George Iacovou
        2006-06 Giorgos Lillikas
        2007-07 Erato Kozakou-Marcoullis
        2008-03 Markos Kyprianou
        2011-08 Erato Kozakou-Marcoullis
        2013-03 Ioannis Kasoulides
        2018-03 Nikos Christodoulides
        2022-01 Ioannis Kasoulides
        2023-03 Constantinos Kombos ]] },
    { "DK", "government", "Prime Minister", "royal appointment", [[
        1993-01-25 Poul Nyrup Rasmussen
        2001-11-27 Anders Fogh Rasmussen
        2009-04-05 Lars Løkke Rasmussen
        2011-10-03 Helle Thorning-Schmidt
        2015-06-28 Lars Løkke Rasmussen
        2019-06-27 Mette Frederiksen ]] },
    { "DK", "foreign", "Foreign Minister", "royal appointment", [[
        1993-01-25..2000-12 Niels Helveg Petersen
        2000-12 Mogens Lykketoft
        2001-11-27 Per Stig Møller
        2010-02-23 Lene Espersen
        2011-10-03..2013-12 Villy Søvndal
        2013-12 Holger K. Nielsen
        2014-02 Martin Lidegaard
        2015-06-28 Kristian Jensen
        2016-11-28 Anders Samuelsen
        2019-06-27 Jeppe Kofod
        2022-12-15 Lars Løkke Rasmussen ]] },
    { "DK", "state", "Queen", "accession", [[ 1972-01-14..2024-01-14 Margrethe II ]] },
    { "DK", "state", "King", "accession", [[ 2024-01-14 Frederik X ]] },
    { "FI", "government", "Prime Minister", "appointment by the President", [[
        1995-04-13 Paavo Lipponen
        2003-04-17 Anneli Jäätteenmäki
        2003-06-24 Matti Vanhanen
        2010-06-22 Mari Kiviniemi
        2011-06-22 Jyrki Katainen
        2014-06-24..2015-05 Alexander Stubb
        2015-05..2019-06-06 Juha Sipilä
        2019-06-06 Antti Rinne
        2019-12-10 Sanna Marin
        2023-06-20 Petteri Orpo ]] },
    { "FI", "state", "President", "inauguration", [[
        1994-03-01 Martti Ahtisaari
        2000-03-01 Tarja Halonen
        2012-03-01 Sauli Niinistö
        2024-03-01 Alexander Stubb ]] },
    { "FI", "foreign", "Foreign Minister", "appointment by the President", [[
        2000-02 Erkki Tuomioja
        2007-04 Ilkka Kanerva
        2008-04 Alexander Stubb
        2011-06-22 Erkki Tuomioja
        2015-05 Timo Soini
        2019-06-06 Pekka Haavisto
        2023-06-20 Elina Valtonen ]] },
    { "FR", "state", "President", "inauguration", [[
        1995-05-17 Jacques Chirac
        2007-05-16 Nicolas Sarkozy
        2012-05-15 François Hollande
        2017-05-14 Emmanuel Macron ]] },
    { "FR", "government", "Prime Minister", "appointment by the President", [[
        1997-06..2002-05-06 Lionel Jospin
        2002-05-06 Jean-Pierre Raffarin
        2005-05-31..2007-05 Dominique de Villepin
        2007-05-17..2012-05 François Fillon
        2012-05..2014-03-31 Jean-Marc Ayrault
        2014-03-31 Manuel Valls
        2016-12-06..2017-05 Bernard Cazeneuve
        2017-05-15 Édouard Philippe
        2020-07-03 Jean Castex
        2022-05-16 Élisabeth Borne
        2024-01-09 Gabriel Attal
        2024-09-05 Michel Barnier
        2024-12-13..2025-09-09 François Bayrou
        2025-09-09 Sébastien Lecornu ]] },
    { "FR", "foreign", "Foreign Minister", "appointment", [[
        1997-06..2002-05 Hubert Védrine
        2002-05..2004-03 Dominique de Villepin
        2004-03..2005-06 Michel Barnier
        2005-06..2007-05 Philippe Douste-Blazy
        2007-05..2010-11 Bernard Kouchner
        2010-11..2011-02 Michèle Alliot-Marie
        2011-02..2012-05 Alain Juppé
        2012-05..2016-02 Laurent Fabius
        2016-02..2017-05 Jean-Marc Ayrault
        2017-05..2022-05 Jean-Yves Le Drian
        2022-05..2024-01 Catherine Colonna
        2024-01..2024-09 Stéphane Séjourné
        2024-09 Jean-Noël Barrot ]] },
    { "DE", "government", "Chancellor", "election by the Bundestag", [[
        1998-10-27 Gerhard Schröder
        2005-11-22 Angela Merkel
        2021-12-08 Olaf Scholz
        2025-05-06 Friedrich Merz ]] },
    { "DE", "state", "Federal President", "start of the term", [[
        1999-07-01..2004-06-30 Johannes Rau
        2004-07-01..2010-05-31 Horst Köhler
        2010-06-30..2012-02-17 Christian Wulff
        2012-03-18..2017-03-18 Joachim Gauck
        2017-03-19 Frank-Walter Steinmeier ]] },
    { "DE", "foreign", "Foreign Minister", "appointment", [[
        1998-10-27 Joschka Fischer
        2005-11-22 Frank-Walter Steinmeier
        2009-10-28 Guido Westerwelle
        2013-12-17 Frank-Walter Steinmeier
        2017-01-27 Sigmar Gabriel
        2018-03-14 Heiko Maas
        2021-12-08 Annalena Baerbock
        2025-05-06 Johann Wadephul ]] },
    { "GR", "government", "Prime Minister", "oath of office", [[
        1996-01-22 Costas Simitis
        2004-03-10..2009-10-06 Kostas Karamanlis
        2009-10-06..2011-11-11 George Papandreou
        2011-11-11..2012-05-16 Lucas Papademos
        2012-06-20..2015-01-26 Antonis Samaras
        2015-01-26..2015-08-27 Alexis Tsipras
        2015-09-21..2019-07-08 Alexis Tsipras
        2019-07-08..2023-05-24 Kyriakos Mitsotakis
        2023-06-26 Kyriakos Mitsotakis ]] },
    { "GR", "foreign", "Foreign Minister", "oath of office", [[
        1999-02..2004-02 George Papandreou
        2004-03 Petros Molyviatis
        2006-02 Dora Bakoyannis
        2009-10 George Papandreou
        2010-09 Dimitris Droutsas
        2011-06 Stavros Lambrinidis
        2011-11-11..2012-05 Stavros Dimas
        2012-06..2013-06-25 Dimitris Avramopoulos
        2013-06-25 Evangelos Venizelos
        2015-01-27..2015-08 Nikos Kotzias
        2015-09..2018-10 Nikos Kotzias
        2018-10..2019-02 Alexis Tsipras
        2019-02..2019-07 Giorgos Katrougalos
        2019-07-09..2023-05 Nikos Dendias
        2023-06-27 Giorgos Gerapetritis ]] },
    { "GR", "state", "President", "oath of office", [[
        1995-03-10 Konstantinos Stephanopoulos
        2005-03-12 Karolos Papoulias
        2015-03-13 Prokopis Pavlopoulos
        2020-03-13 Katerina Sakellaropoulou
        2025-03-13 Konstantinos Tasoulas ]] },
    { "IE", "government", "Taoiseach", "appointment by the President", [[
        1997-06-26 Bertie Ahern
        2008-05-07 Brian Cowen
        2011-03-09 Enda Kenny
        2017-06-14 Leo Varadkar
        2020-06-27 Micheál Martin
        2022-12-17 Leo Varadkar
        2024-04-09 Simon Harris
        2025-01-23 Micheál Martin ]] },
    { "IE", "foreign", "Minister for Foreign Affairs", "appointment by the President", [[
        2000-01 Brian Cowen
        2004-09-29 Dermot Ahern
        2008-05-07..2011-01-19 Micheál Martin
        2011-03-09 Eamon Gilmore
        2014-07-11 Charlie Flanagan
        2017-06-14 Simon Coveney
        2022-12-17 Micheál Martin
        2025-01-23..2025-11 Simon Harris
        2025-11 Helen McEntee ]] },
    { "IE", "state", "President", "inauguration", [[
        1997-11-11..2011-11-10 Mary McAleese
        2011-11-11..2025-11-10 Michael D. Higgins
        2025-11-11 Catherine Connolly ]] },
    { "IT", "government", "Prime Minister", "oath of office", [[
        1998-10..2000-04 Massimo D'Alema
        2000-04..2001-06-11 Giuliano Amato
        2001-06-11 Silvio Berlusconi
        2006-05-17 Romano Prodi
        2008-05-08 Silvio Berlusconi
        2011-11-16 Mario Monti
        2013-04-28 Enrico Letta
        2014-02-22 Matteo Renzi
        2016-12-12 Paolo Gentiloni
        2018-06-01 Giuseppe Conte
        2021-02-13 Mario Draghi
        2022-10-22 Giorgia Meloni ]] },
    { "IT", "state", "President", "oath of office", [[
        1999-05-18 Carlo Azeglio Ciampi
        2006-05-15..2015-01-14 Giorgio Napolitano
        2015-02-03 Sergio Mattarella ]] },
    { "IT", "foreign", "Foreign Minister", "oath of office", [[
        1996-05..2001-06 Lamberto Dini
        2001-06-11..2002-01 Renato Ruggiero
        2002-01 Silvio Berlusconi
        2002-11 Franco Frattini
        2004-11 Gianfranco Fini
        2006-05-17..2008-05-08 Massimo D'Alema
        2008-05-08..2011-11-16 Franco Frattini
        2011-11-16..2013-03-26 Giulio Terzi di Sant'Agata
        2013-04-28 Emma Bonino
        2014-02-22..2014-10-31 Federica Mogherini
        2014-10-31 Paolo Gentiloni
        2016-12-12 Angelino Alfano
        2018-06-01..2019-09-05 Enzo Moavero Milanesi
        2019-09-05 Luigi Di Maio
        2022-10-22 Antonio Tajani ]] },
    { "LU", "government", "Prime Minister", "appointment", [[
        1995-01-20 Jean-Claude Juncker
        2013-12-04 Xavier Bettel
        2023-11-17 Luc Frieden ]] },
    { "LU", "foreign", "Foreign Minister", "appointment", [[
        1999-08..2004-07 Lydie Polfer
        2004-07..2023-11-17 Jean Asselborn
        2023-11-17 Xavier Bettel ]] },
    { "MT", "government", "Prime Minister", "oath of office", [[
        1998-09..2004-03-23 Eddie Fenech Adami
        2004-03-23 Lawrence Gonzi
        2013-03-11 Joseph Muscat
        2020-01-13 Robert Abela ]] },
    { "MT", "foreign", "Foreign Minister", "appointment", [[
        2004-07..2008-03 Michael Frendo
        2008-03..2012-11 Tonio Borg
        2013-03..2017-06 George Vella
        2017-06 Carmelo Abela
        2020-01..2022-03 Evarist Bartolo
        2022-03 Ian Borg ]] },
    { "MT", "state", "President", "oath of office", [[
        1999-04-04 Guido de Marco
        2004-04-04 Eddie Fenech Adami
        2009-04-04 George Abela
        2014-04-04 Marie-Louise Coleiro Preca
        2019-04-04 George Vella
        2024-04-04 Myriam Spiteri Debono ]] },
    { "NL", "government", "Prime Minister", "royal appointment", [[
        1994-08-22 Wim Kok
        2002-07-22 Jan Peter Balkenende
        2010-10-14 Mark Rutte
        2024-07-02 Dick Schoof ]] },
    { "NL", "foreign", "Foreign Minister", "royal appointment", [[
        1998-08-03 Jozias van Aartsen
        2002-07-22..2003-12 Jaap de Hoop Scheffer
        2003-12 Ben Bot
        2007-02-22 Maxime Verhagen
        2010-10-14 Uri Rosenthal
        2012-11-05 Frans Timmermans
        2014-10-17 Bert Koenders
        2017-10-26..2018-02-13 Halbe Zijlstra
        2018-03-07..2021-05 Stef Blok
        2021-05..2021-09 Sigrid Kaag
        2021-09..2022-01-10 Ben Knapen
        2022-01-10..2023-09-01 Wopke Hoekstra
        2023-09..2024-07-02 Hanke Bruins Slot
        2024-07-02..2025-08 Caspar Veldkamp
        2025-09 David van Weel ]] },
    { "NL", "state", "Queen", "accession", [[ 1980-04-30..2013-04-30 Beatrix ]] },
    { "NL", "state", "King", "accession", [[ 2013-04-30 Willem-Alexander ]] },
    { "PT", "government", "Prime Minister", "oath of office", [[
        1995-10-28 António Guterres
        2002-04-06 José Manuel Barroso
        2004-07-17 Pedro Santana Lopes
        2005-03-12 José Sócrates
        2011-06-21..2015-11-26 Pedro Passos Coelho
        2015-11-26 António Costa
        2024-04-02 Luís Montenegro ]] },
    { "PT", "state", "President", "oath of office", [[
        1996-03-09 Jorge Sampaio
        2006-03-09 Aníbal Cavaco Silva
        2016-03-09 Marcelo Rebelo de Sousa ]] },
    { "PT", "foreign", "Foreign Minister", "oath of office", [[
        1995-10-28..2002-04-06 Jaime Gama
        2002-04-06..2003-10 António Martins da Cruz
        2003-10..2004-07 Teresa Gouveia
        2004-07..2005-03-12 António Monteiro
        2005-03-12..2006-07 Diogo Freitas do Amaral
        2006-07..2011-06-21 Luís Amado
        2011-06-21..2013-07 Paulo Portas
        2013-07..2015-11-26 Rui Machete
        2015-11-26 Augusto Santos Silva
        2022-03-30 João Gomes Cravinho
        2024-04-02 Paulo Rangel ]] },
    { "ES", "government", "Prime Minister", "oath of office", [[
        1996-05-05 José María Aznar
        2004-04-17 José Luis Rodríguez Zapatero
        2011-12-21..2018-06-01 Mariano Rajoy
        2018-06-02 Pedro Sánchez ]] },
    { "ES", "state", "King", "proclamation", [[
        1975-11-22..2014-06-18 Juan Carlos I
        2014-06-19 Felipe VI ]] },
    { "ES", "foreign", "Foreign Minister", "oath of office", [[
        2000-04 Josep Piqué
        2002-07 Ana Palacio
        2004-04..2010-10 Miguel Ángel Moratinos
        2010-10..2011-12 Trinidad Jiménez
        2011-12..2016-11 José Manuel García-Margallo
        2016-11..2018-06 Alfonso Dastis
        2018-06-07..2019-11 Josep Borrell
        2020-01-13 Arancha González Laya
        2021-07-12 José Manuel Albares ]] },
    { "SE", "government", "Prime Minister", "vote of the Riksdag", [[
        1996-03-22 Göran Persson
        2006-10-06 Fredrik Reinfeldt
        2014-10-03 Stefan Löfven
        2021-11-30 Magdalena Andersson
        2022-10-18 Ulf Kristersson ]] },
    { "SE", "foreign", "Foreign Minister", "appointment", [[
        1998-10-07..2003-09-11 Anna Lindh
        2003-10..2006-03 Laila Freivalds
        2006-04..2006-10-06 Jan Eliasson
        2006-10-06 Carl Bildt
        2014-10-03 Margot Wallström
        2019-09-10 Ann Linde
        2022-10-18 Tobias Billström
        2024-09-10 Maria Malmer Stenergard ]] },
    { "SE", "state", "King", "accession", [[ 1973-09-15 Carl XVI Gustaf ]] },
}
